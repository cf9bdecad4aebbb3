import { Redelivery } from "../../../adapters/mqtt/redelivery.js";

const first = { messageId: 7, dup: false, topic: "in", payload: Buffer.from("1") };
const again = { ...first, dup: true };

let redelivery: Redelivery;
let taken: number;
const take = async (): Promise<void> => void taken++;
beforeEach(() => {
  redelivery = new Redelivery();
  taken = 0;
});

test("a repetition of what was taken is not taken again, however often it comes", async () => {
  await redelivery.once(first, take);
  for (let round = 0; round < 3; round++) {
    redelivery.acknowledged(first);
    // The acknowledgement is lost with the connection, also where something was asked before it on the next one.
    redelivery.disconnected();
    redelivery.asked(1);
    await redelivery.once(again, take);
    redelivery.acknowledged(again);
    redelivery.answered(1);
  }
  expect(taken).toBe(1);
});

test("what could not be taken is taken when it comes again", async () => {
  await expect(redelivery.once(first, () => Promise.reject(new Error("full")))).rejects.toThrow("full");
  await redelivery.once(again, take);
  expect(taken).toBe(1);
});

test("once the broker has the acknowledgement, the same bytes under the same identifier are another message", async () => {
  await redelivery.once(first, take);
  redelivery.acknowledged(first);
  redelivery.asked(1);
  redelivery.answered(1);
  await redelivery.once(again, take);
  expect(taken).toBe(2);
});

test("an answer to something that was asked before the acknowledgement says nothing of it", async () => {
  await redelivery.once(first, take);
  redelivery.asked(1);
  redelivery.acknowledged(first);
  redelivery.answered(1);
  await redelivery.once(again, take);
  expect(taken).toBe(1);
});

test("a new message under an identifier that was used is taken", async () => {
  await redelivery.once(first, take);
  redelivery.acknowledged(first);
  await redelivery.once({ ...first, payload: Buffer.from("2") }, take);
  await redelivery.once(first, take);
  expect(taken).toBe(3);
});

test("a broker that does not know us delivers nothing again", async () => {
  await redelivery.once(first, take);
  redelivery.forget();
  await redelivery.once(again, take);
  expect(taken).toBe(2);
});
