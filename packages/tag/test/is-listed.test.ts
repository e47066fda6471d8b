import { describe, expect, it } from 'vitest';
import { isListed } from '../src/is-listed.ts';

describe('isListed', () => {
  it.each([
    ['pdf', 'pdf,zip'],
    ['zip', 'pdf, zip'],
    ['PDF', 'pdf'],
    ['/admin/users', '/admin/*'],
    ['/a/b/edit', '/x,/a/*/edit'],
    ['shop.example.com', '*.example.com'],
    ['a+b', 'a+b'],
    ['/(app)/x', '/(app)/*'],
  ])('finds %s in %s', (text, list) => {
    expect(isListed(text, list)).toBe(true);
  });

  it.each([
    ['pd', 'pdf,zip'],
    ['pdfx', 'pdf'],
    ['', 'pdf'],
    ['x', ''],
    ['/admin', '/admin/*'],
    ['/public/admin/x', '/admin/*'],
    ['notexample.com', '*.example.com'],
    ['exampleXcom', 'example.com'],
    ['aab', 'a+b'],
  ])('does not find "%s" in "%s"', (text, list) => {
    expect(isListed(text, list)).toBe(false);
  });

  it('finds nothing where there is no list', () => {
    expect(isListed('x')).toBe(false);
  });
});
