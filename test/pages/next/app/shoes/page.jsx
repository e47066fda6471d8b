import { Content } from '../content.jsx';

export const metadata = { title: 'Shoes' };

export default function Page() {
  return <Content title="Shoes" />;
}
