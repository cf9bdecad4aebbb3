import { channelContract } from "../contract/suite.js";
import { contract } from "./account.js";
import { openTwilio } from "./provider.js";

const answers = ["take", "fail", "refuse", "hang", "drop", "busy"] as const;

if (contract) {
  channelContract({ name: "SMS by Twilio", open: (server) => openTwilio(server, {}, "tel:+12065550100"), answers });
  channelContract({
    name: "WhatsApp by Twilio",
    open: (server) => openTwilio(server, { whatsappNumber: "+12065550188" }, "whatsapp:12065550100"),
    answers,
  });
} else {
  test.skip("Twilio: the contract of channels", () => {});
}
