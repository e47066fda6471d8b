// Snippet that stands in a page in front of the tag: it keeps the commands that are given before the tag has come.

interface Stub {
  (...command: unknown[]): void;
  q?: unknown[];
}

const page: { hitmark?: Stub | Window['hitmark'] } = window;

const stub: Stub = (...command) => {
  stub.q = [...(stub.q ?? []), command];
};

page.hitmark = page.hitmark ?? stub;
