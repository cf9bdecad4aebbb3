import type { Email } from "../../../runtime/services/email.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

test("a subject is one line; spaces that do not break stay", async () => {
  const sent: Email[] = [];
  const email = { send: (message: Email) => Promise.resolve(void sent.push(message)) };
  const bench = await Bench.open({ services: { email } });

  await bench.run(
    flow("f", [
      step("mail", "contact-send_email", { addresses: ["a@b.example"], subject: " 10\n\t 000\u00a0km ", body: "x" }),
    ]),
  );

  expect(sent).toMatchObject([{ to: ["a@b.example"], subject: "10 000\u00a0km" }]);
});
