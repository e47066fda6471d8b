import { describe, expect, it } from 'vitest';
import { refuseTarget } from '../../src/targets/target-rules.ts';

const strict = { allowPrivateAddresses: false, allowedPorts: [] };

describe('refuseTarget', () => {
  it.each([
    'http://hooks.example.com/',
    'https://hooks.example.com/a?b=c#d',
    'http://hooks.example.com:80/',
    'https://hooks.example.com:443/',
    'http://hooks.example.com:443/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('takes %s', (url) => {
    expect(refuseTarget(url, strict)).toBe(null);
  });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.1',
    '127.0.0.1.',
    '127.0.0.1%2e',
    '１２７.0.0.1',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0',
    '169.254.169.254',
    '2852039166',
    '168.63.129.16',
    '0xa83f8110',
    '0250.077.0201.020',
    '[::ffff:168.63.129.16]',
    '[64:ff9b::a83f:8110]',
    '100.100.100.200',
    '[fd00:ec2::254]',
    '192.0.0.192',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
  ])('refuses the private address http://%s before anything is looked up', (host) => {
    expect(refuseTarget(`http://${host}/`, strict)).toBe('private-address');
    expect(refuseTarget(`https://${host}/hook`, strict)).toBe('private-address');
  });

  it.each([
    ['not-http', 'ftp://example.com/'],
    ['not-http', 'file:///etc/passwd'],
    ['not-http', 'javascript:alert(1)'],
    ['not-http', 'gopher://example.com:80/'],
    ['credentials', 'http://user@example.com/'],
    ['credentials', 'http://user:password@example.com/'],
    ['credentials', 'http://:password@example.com/'],
    ['port', 'http://example.com:22/'],
    ['port', 'http://example.com:8080/'],
    ['port', 'https://example.com:0/'],
    ['no-url', 'example.com'],
    ['no-url', '//example.com/'],
    ['no-url', 'http://'],
    ['no-url', 'http://[::1'],
    ['no-url', 'http://256.256.256.256/'],
  ])('refuses (%s) %s', (refusal, url) => {
    expect(refuseTarget(url, strict)).toBe(refusal);
  });

  it('takes a private address and another port where the operator allows them', () => {
    const rules = { allowPrivateAddresses: true, allowedPorts: [8080] };
    expect(refuseTarget('http://127.0.0.1:8080/', rules)).toBe(null);
    expect(refuseTarget('http://127.0.0.1/', rules)).toBe(null);
    expect(refuseTarget('http://127.0.0.1:8081/', rules)).toBe('port');
  });
});
