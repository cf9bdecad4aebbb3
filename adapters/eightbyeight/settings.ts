import Type, { type Static, type TOptional, type TString } from "typebox";
import { secret, text } from "../../runtime/fields.js";
import { channelId, ratePerSecond } from "../channel-id.js";

/** What the settings say of an account at 8x8 Connect. */
export const eightByEightSettings = Type.Object(
  {
    id: channelId("8x8"),
    account: text({
      title: "Account id",
      description: "Its workflows send by this channel, and are started by what comes in by it.",
      minLength: 1,
    }),
    apiKey: secret({ title: "API key", description: "Opens the APIs of 8x8." }),
    webhookAuthorization: secret({
      title: "Authorization of webhooks",
      description: "The Authorization header that 8x8 sends with its webhooks: set it there as httpAuthorization.",
    }),
    smsSubAccountId: subAccount("SMS"),
    chatAppsSubAccountId: subAccount("chat apps"),
    voiceSubAccountId: subAccount("voice messages"),
    source: Type.Optional(
      Type.String({
        title: "Sender of SMS",
        description: "Where a step names none. Default: as 8x8 has it for the subaccount.",
        minLength: 1,
        maxLength: 16,
      }),
    ),
    voiceProfile: Type.Optional(
      text({
        title: "Voice",
        description: "Of voice messages whose step names none, such as en-US-Joanna. Default: that of 8x8.",
        minLength: 1,
      }),
    ),
    ratePerSecond,
    smsUrl: apiUrl("SMS"),
    chatAppsUrl: apiUrl("chat apps"),
    voiceUrl: apiUrl("voice"),
  },
  { additionalProperties: false },
);

export type EightByEightSettings = Static<typeof eightByEightSettings>;

function subAccount(what: string): TOptional<TString> {
  return Type.Optional(
    text({
      title: `Subaccount for ${what}`,
      description: "Of messages whose step names none. Default: they are refused.",
      minLength: 1,
    }),
  );
}

function apiUrl(what: string): TOptional<TString> {
  return Type.Optional(
    Type.String({
      title: `URL of the API for ${what}`,
      description: "That of another region, or of another server that speaks it. Default: that of Asia-Pacific.",
      pattern: "^https?://",
    }),
  );
}
