import { Content } from './content.jsx';

export const metadata = { title: 'Home' };

export default function Page() {
  return <Content title="Home" />;
}
