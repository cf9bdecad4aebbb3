import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import type { CallControl } from "../../runtime/session/input.js";
import { SimulatorChannel } from "../../adapters/simulator/channel.js";
import { chain, startServer, addDefinition, takeCalls, TOKEN, type ApiServer } from "../api/server.js";

const CHROMIUM = "/usr/bin/chromium";
const there = existsSync(CHROMIUM);
if (!there) process.stderr.write(`The simulator's page is not tested: there is no ${CHROMIUM}.\n`);

(there ? describe : describe.skip)("the simulator's page", () => {
  let browser: Browser;
  let server: ApiServer;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await startServer();
    const { switchboard } = server;
    switchboard.channels.add(new SimulatorChannel(switchboard));
    await takeCalls(
      switchboard,
      "100",
      chain(
        "menu",
        ["call-talk", { text: "Press a key." }],
        ["call-digits_receive", { duration: 60_000 }],
        ["call-talk", { text: "You pressed ${voipbin.call.digits}." }],
      ),
    );
    await addDefinition(
      switchboard,
      chain("colours", [
        "contact-send_msg",
        {
          text: "<b>Which</b> colour?",
          quick_replies: ["Red", "Blue"],
          attachments: [`image/svg:${server.url}/simulator/page/icon.svg`, "application/pdf:https://example.com/a.pdf"],
        },
      ]),
    );
    switchboard.triggers.onMessage({ flow: { id: "colours" }, whenWaiting: "leave", matches: () => ({}) });
    page = await browser.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${server.url}/simulator?token=${TOKEN}`);
  });
  afterEach(async () => {
    await page.close();
    await server.close();
    expect(complaints).toEqual([]);
  });

  /** Calls a number whose flow connects it to 600. */
  async function connectTo600(options: { anonymous?: "yes" } = {}): Promise<void> {
    const destinations = [{ type: "tel", target: "600" }];
    const steps = [
      ["call-answer"],
      ["call-connect", { destinations, ...options }],
      ["call-sleep", { duration: 60_000 }],
    ] as const;
    await takeCalls(server.switchboard, "200", chain("connect", ...steps));
    await page.getByLabel("Number to call").fill("200");
    await page.getByRole("button", { name: "Call", exact: true }).click();
  }

  test("a message is written, answered, and answered by a quick reply", async () => {
    expect(page.url()).toBe(`${server.url}/simulator`);
    await page.getByLabel("Message", { exact: true }).fill("hello");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Blue" }).click();
    const messages = page.getByRole("log", { name: "Messages" });
    await messages.getByText("Blue").waitFor();
    await messages.locator(".out").nth(1).waitFor();
    expect(await messages.locator("li > span").allTextContents()).toEqual([
      "hello",
      "<b>Which</b> colour?",
      "Blue",
      "<b>Which</b> colour?",
    ]);
    expect(await messages.getByRole("img").count()).toBe(2);
    expect(await messages.getByRole("link").first().getAttribute("href")).toBe("https://example.com/a.pdf");
  });

  test("what was said before is there when the page is loaded again", async () => {
    await page.getByLabel("Message", { exact: true }).fill("hello");
    await page.keyboard.press("Enter");
    await page.locator(".message.out:not(.typing)").waitFor();
    await page.reload();
    await page.locator(".message.out").waitFor();
    expect(await page.locator(".message").count()).toBe(2);
  });

  test("an event other than a message starts the flow that listens for it", async () => {
    await addDefinition(server.switchboard, {
      id: "welcome",
      name: "Welcome",
      type: "any",
      start: [],
      nodes: {
        in: { id: "in", step: "entry-channel_event", options: { event: "referral" }, exits: { next: ["hello"] } },
        hello: { id: "hello", step: "contact-send_msg", options: { text: "Who sent you?" }, exits: {} },
      },
    });
    await page.getByRole("button", { name: "Tell" }).click();
    await page.getByRole("alert").filter({ hasText: "No flow listens for that." }).waitFor();
    await page.getByLabel("Event").selectOption({ label: "comes by a referral" });
    await page.getByRole("button", { name: "Tell" }).click();
    await page.getByRole("log", { name: "Messages" }).getByText("Who sent you?").waitFor();
  });

  test("a message that is refused says why, and is not lost", async () => {
    await page.getByLabel("Contact").fill("nobody");
    await page.getByLabel("Contact").press("Tab");
    await page.getByLabel("Message", { exact: true }).fill("hello");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "is no URN" }).waitFor();
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("hello");
    complaints = complaints.filter((text) => !text.includes("400"));
  });

  test("a message that nothing answers says so", async () => {
    server.switchboard.pause();
    await page.getByLabel("Message", { exact: true }).fill("anybody?");
    await page.keyboard.press("Enter");
    await page.getByText("No flow has answered yet.").waitFor();
    server.switchboard.resume();
    await page.locator(".message.out").waitFor();
    expect(await page.getByText("No flow has answered yet.").count()).toBe(0);
  });

  test("a call is made, heard, answered by a key of the keyboard, and ended by the flow", async () => {
    await page.getByRole("button", { name: "Call", exact: true }).click();
    const transcript = page.getByRole("log", { name: "What is said" });
    await transcript.getByText("Press a key.").waitFor();
    await page.getByRole("group", { name: "Keypad" }).getByRole("button", { name: "5" }).focus();
    await page.locator(".transcript .playing").waitFor({ state: "detached" });
    await page.keyboard.press("7");
    await transcript.getByText("You pressed 7.").waitFor();
    await page.getByText("The call has ended").waitFor();
    expect(await transcript.locator("li").allTextContents()).toEqual([
      "Press a key.",
      "7",
      "You pressed 7.",
      "The flow hung up",
    ]);
  });

  test("the caller can hang up, and call again", async () => {
    for (let times = 0; times < 2; times++) {
      await page.getByRole("button", { name: "Call", exact: true }).click();
      await page.getByText("On the call: 100").waitFor();
      await page.getByRole("button", { name: "Hang up" }).click();
      await page.getByText("The call has ended").waitFor();
    }
  });

  test("whom the flow connects is a phone beside one's own; keys of both are collected for each", async () => {
    await fetch(`${server.origin}/v2/accounts/acme/metaflows`, {
      method: "POST",
      headers: { "X-Auth-Token": TOKEN, "Content-Type": "application/json" },
      body: JSON.stringify({
        data: {
          digit_timeout: 5000,
          numbers: { "31": { module: "hold" }, "32": { module: "tts", data: { text: "One moment." } } },
        },
      }),
    });
    await connectTo600();
    const own = page.getByRole("region", { name: "Your phone" });
    const other = page.getByRole("region", { name: "Phone 600" });
    await own.getByText("Hears it ring").waitFor();
    await other.getByText("+12065550100 is calling").waitFor();
    await other.getByRole("button", { name: "Answer", exact: true }).click();
    await own.getByText("Talks to 600").waitFor();

    for (const key of ["star", "3", "2"]) await other.getByRole("button", { name: key, exact: true }).click();
    for (const key of ["star", "3", "1"]) await own.getByRole("button", { name: key, exact: true }).click();
    await other.getByLabel("Collected: *32").waitFor();
    await own.getByLabel("Collected: *31").waitFor();
    await other.getByRole("log").getByText("One moment.").waitFor();
    await other.getByText("On hold by +12065550100").waitFor();
    expect(await own.getByText("One moment.").count()).toBe(0);
    const panel = page.getByRole("region", { name: "Call from +12065550100 to 200" });
    await panel.getByText("600: runs tts").waitFor();
    await panel.getByText("+12065550100: runs hold").waitFor();

    await own.getByRole("button", { name: "Hang up" }).click();
    await own.getByText("The call has ended").waitFor();
    await other.waitFor({ state: "detached" });
  });

  test("a phone that declines is shown so", async () => {
    await connectTo600();
    const other = page.getByRole("region", { name: "Phone 600" });
    await other.getByRole("button", { name: "Decline" }).click();
    await other.getByText("Declined the call").waitFor();
  });

  test("phones say what a program does to them", async () => {
    await connectTo600();
    const own = page.getByRole("region", { name: "Your phone" });
    const other = page.getByRole("region", { name: "Phone 600" });
    await other.getByRole("button", { name: "Answer", exact: true }).click();
    await own.getByText("Talks to 600").waitFor();
    const [stored] = await server.switchboard.store.sessions({ withCall: true, limit: 1, offset: 0 });
    const control = (control: CallControl) =>
      server.switchboard.toSession(stored!.session.id, { type: "control", control });

    await control({ type: "hold" });
    await own.getByText("On hold: hears silence").waitFor();
    await control({ type: "moh" });
    await own.getByText("On hold: hears music").waitFor();
    await control({ type: "moh_stop" });
    await control({ type: "unhold" });
    await control({ type: "mute", direction: "out" });
    await own.getByText("Talks to 600 (muted: is not heard)").waitFor();
    await control({ type: "talk", announcement: { text: "You are recorded." } });
    await own.getByRole("log").getByText("You are recorded.").waitFor();
    expect(await other.getByText("You are recorded.").count()).toBe(0);
  });

  test("a phone is not told a number that is withheld", async () => {
    await connectTo600({ anonymous: "yes" });
    const other = page.getByRole("region", { name: "Phone 600" });
    await other.getByText("A withheld number is calling").waitFor();
    await other.getByRole("button", { name: "Answer", exact: true }).click();
    await other.getByText("Talks to a withheld number").waitFor();
    expect(await other.getByText("+12065550100").count()).toBe(0);
  });

  test("a number that no flow answers says so", async () => {
    await page.getByLabel("Number to call").fill("999");
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "No flow takes a call" }).waitFor();
    complaints = complaints.filter((text) => !text.includes("404"));
  });

  test("everything can be named and fits a small screen", async () => {
    await connectTo600();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("region", { name: "Phone 600" }).waitFor();
    const controls = page.locator("button:visible, input:visible, textarea:visible");
    const unnamed = await controls.evaluateAll((elements) =>
      (elements as unknown as { ariaLabel?: string; textContent: string; labels?: unknown[]; outerHTML: string }[])
        .filter(({ ariaLabel, textContent, labels }) => !ariaLabel && !textContent && !labels?.length)
        .map(({ outerHTML }) => outerHTML),
    );
    expect(unnamed).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  });
});
