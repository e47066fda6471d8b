// A message is bytes of many encodings. As a text with one character for each byte it can be searched
// and cut like any text, and what is not touched stays as it was.

/** A text with one character for each byte. */
export type Binary = string;

/** Bytes that are converted in one call: a longer list of arguments may overflow the stack. */
const chunk = 8192;

export function toBinary(bytes: Uint8Array): Binary {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return binary;
}

export function toBytes(binary: Binary): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Text as bytes of UTF-8. */
export function encodeText(text: string): Binary {
  return toBinary(new TextEncoder().encode(text));
}
