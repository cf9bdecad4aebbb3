import Type, { type Static } from "typebox";
import { milliseconds, secret, text, texts } from "../../runtime/fields.js";
import { channelId, ratePerSecond } from "../channel-id.js";

const template = (title: string, description: string) =>
  Type.Optional(text({ title, description, expressions: "excellent" }));

/** What the settings say of an HTTP channel. Texts with `@` are templates (docs/channels.md, "HTTP"). */
export const httpSettings = Type.Object(
  {
    id: channelId("http"),
    url: Type.String({
      title: "URL",
      description: "Where messages go. A template.",
      pattern: "^(https?://|@)",
      "x-expressions": "excellent",
    }),
    method: Type.Optional(Type.Enum(["POST", "PUT", "GET"], { title: "Method", description: "Default: POST." })),
    format: Type.Optional(
      Type.Enum(["json", "form", "query"], {
        title: "Request as",
        description: "JSON, a form, or parameters behind the URL. Default: json.",
      }),
    ),
    request: Type.Optional(
      Type.Object(
        {},
        {
          title: "Request",
          description:
            "What is sent; its texts are templates: @message.to, @message.text, @message.key ... Default: urn, text, attachments, quick_replies and key.",
        },
      ),
    ),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: "Headers",
        description: "Sent with each message. Templates.",
      }),
    ),
    auth: Type.Optional(
      Type.Enum(["none", "basic", "bearer", "header", "hmac"], {
        title: "Authentication",
        description: "How our requests prove themselves; hmac signs the body by HMAC-SHA256. Default: none.",
      }),
    ),
    username: Type.Optional(text({ title: "User name", description: "For basic." })),
    authHeader: Type.Optional(
      text({ title: "Header", description: "For header and hmac. Default: X-Api-Key, or X-Signature." }),
    ),
    secret: Type.Optional(
      secret({ title: "Password or key", description: "For any authentication; in templates it is @secret." }),
    ),
    answerId: template("Id of a message", "In the provider's answer, such as @body.messages.0.id."),
    answerRefused: template("Refused if", "The answer of 2xx means a refusal, such as @(body.status != 0)."),
    answerCode: template("Code of the refusal", "Such as @body.status."),
    answerReason: template("Reason of the refusal", "Such as @body.error."),
    messageUrn: template(
      "In: sender",
      "In what the provider sends to /messages, such as tel:@body.from. Default: @body.urn.",
    ),
    messageText: template("In: text", "Default: @body.text."),
    messageId: template("In: id", "The provider's id: a repeated one counts once. Default: @body.id."),
    messageName: template("In: name", "The sender's name, for a contact who is new."),
    messageAttachments: template("In: attachments", "content-type:url each. Default: @body.attachments."),
    statusId: template("Report: id", "In what the provider sends to /statuses. Default: @body.id."),
    statusKey: template(
      "Report: key",
      "Where the provider hands back the @message.key that it was given. Default: @body.key.",
    ),
    statusWord: template("Report: status", "Default: @body.status."),
    statusWords: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: "Words of the provider",
        description:
          "For queued, sent, delivered, read and failed, such as DELIVRD: delivered. Others than these are ignored.",
      }),
    ),
    statusCode: template("Report: code", "Default: @body.code."),
    statusReason: template("Report: reason", "Default: @body.reason."),
    inAuth: Type.Optional(
      Type.Enum(["token", "basic", "header", "hmac"], {
        title: "Who may call us",
        description:
          "token: whoever has Switchboard's API token; basic: user name and password; header: a key in a header; hmac: whoever signs the body by HMAC-SHA256. Default: token.",
      }),
    ),
    inUsername: Type.Optional(text({ title: "Caller's user name", description: "For basic." })),
    inHeader: Type.Optional(
      text({ title: "Caller's header", description: "For header and hmac. Default: X-Api-Key, or X-Signature." }),
    ),
    inSecret: Type.Optional(
      secret({ title: "Caller's password or key", description: "Without one, the webhooks let nobody in." }),
    ),
    schemes: Type.Optional(
      texts({
        title: "Reaches URNs of",
        description: "Schemes such as tel. Contacts with such a URN are found by it. Default: none.",
      }),
    ),
    address: Type.Optional(text({ title: "Own number or name", description: "In templates: @channel.address." })),
    maxText: Type.Optional(
      Type.Integer({
        title: "Longest text",
        description: "Characters; longer ones go in parts. Default: any.",
        minimum: 1,
      }),
    ),
    plainText: Type.Optional(
      Type.Boolean({
        title: "Text only",
        description:
          "Quick replies become a numbered list, attachments links. Default: the request has them as they are.",
      }),
    ),
    timeout: Type.Optional(
      milliseconds({ title: "Time limit", description: "For the provider's answer. Default: 10 seconds.", minimum: 1 }),
    ),
    ratePerSecond,
  },
  { additionalProperties: false },
);

export type HttpSettings = Static<typeof httpSettings>;
