import { ServiceBench } from "./bench.js";

const step = { amounts: { RWF: 500, USD: 0.5 }, result_name: "Reward" };

test("a server of one's own transfers the airtime, and says how much", async () => {
  await using bench = await ServiceBench.open([[200, { currency: "RWF", amount: 450 }]]);
  const events = await bench.run("transfer_airtime", step, { airtime: { protocol: "http", url: bench.url } });
  expect(events).toMatchObject([
    {
      type: "airtime_transferred",
      recipient: expect.stringContaining("tel:+15550100"),
      currency: "RWF",
      desired_amount: 500,
      actual_amount: 450,
    },
    { type: "run_result_changed", value: "450", category: "Success" },
  ]);
  expect(JSON.parse(bench.seen[0]!.body)).toMatchObject({ amounts: { RWF: 500, USD: 0.5 } });
});

test("DT One is asked for the operator and its products, and sells the dearest that fits", async () => {
  const product = (id: number, amount: number) => ({ id, destination: { unit: "RWF", amount } });
  await using bench = await ServiceBench.open([
    [200, [{ id: 1, identified: true }]],
    [200, [product(10, 100), product(11, 400), product(12, 900)]],
    [200, { status: { class: { message: "CONFIRMED" } } }],
  ]);
  const airtime = { protocol: "dtone", key: "k", secret: "s", url: bench.url } as const;
  const events = await bench.run("transfer_airtime", step, { airtime });
  expect(bench.seen.map(({ line }) => line.replace(/\?.*/, ""))).toEqual([
    "GET /lookup/mobile-number/+15550100",
    "GET /products",
    "POST /sync/transactions",
  ]);
  expect(JSON.parse(bench.seen[2]!.body)).toMatchObject({ product_id: 11, auto_confirm: true });
  expect(events[1]).toMatchObject({ value: "400", category: "Success" });
});

test.each([
  ["no operator is sure", [{ id: 1 }], [], {}, "unable to find operator for number +15550100"],
  ["nothing is cheap enough", undefined, [], {}, "unable to find a suitable product for operator 'Airtel'"],
  [
    "the operator rejects it",
    undefined,
    [{ id: 10, destination: { unit: "RWF", amount: 100 } }],
    { status: { message: "REJECTED-BARRED", class: { message: "REJECTED" } } },
    "transaction to send product 10 on operator 7 ended with status REJECTED-BARRED",
  ],
])("DT One: where %s, nothing is given", async (_why, operators, products, transaction, text) => {
  await using bench = await ServiceBench.open([
    [200, operators ?? [{ id: 7, identified: true, name: "Airtel" }]],
    [200, products],
    [200, transaction],
  ]);
  const airtime = { protocol: "dtone", key: "k", secret: "s", url: bench.url } as const;

  const events = await bench.run("transfer_airtime", step, { airtime });

  expect(events).toMatchObject([
    { type: "airtime_transferred", actual_amount: 0 },
    { type: "error", text },
    { type: "run_result_changed", value: "0", category: "Failure" },
  ]);
});

test("a server that refuses is a failure", async () => {
  await using bench = await ServiceBench.open([[402, "{}"]]);
  const events = await bench.run("transfer_airtime", step, { airtime: { protocol: "http", url: bench.url } });
  expect(events).toMatchObject([
    { type: "airtime_transferred", actual_amount: 0 },
    { type: "error", text: "airtime transfer failed: the server answered with 402" },
    { type: "run_result_changed", value: "0", category: "Failure" },
  ]);
});

test("without a service there is no airtime", async () => {
  await using bench = await ServiceBench.open([[200, ""]]);
  expect(await bench.run("transfer_airtime", step)).toMatchObject([
    { type: "error", text: "there is no service for airtime" },
    { type: "run_result_changed", category: "Failure" },
  ]);
});
