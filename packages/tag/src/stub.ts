// What stands in a page in front of the tag: it keeps the commands that are given before the tag has come.
if (!window.hitmark) {
  const commands: unknown[] = [];
  const stub = function () {
    // `arguments`, as it is shorter than rest parameters, and what every stub of the kind keeps.
    commands.push(arguments);
  };
  window.hitmark = Object.assign(stub, { q: commands }) as never;
}
