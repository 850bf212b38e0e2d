// Loaded before Azurite. A line "advance N" on standard input moves its clock on by N milliseconds,
// so that tests of visibility and expiry need not wait. When standard input ends, whoever started it
// is gone, and so is Azurite.
"use strict";

const RealDate = Date;
let ahead = 0;
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});

require("node:readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const advance = /^advance (\d+)$/.exec(line);
    if (advance) {
      ahead += Number(advance[1]);
      console.log(`advanced ${advance[1]}`);
    }
  })
  .on("close", () => process.exit(0));
