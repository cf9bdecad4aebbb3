import express, { type RequestHandler, type Response } from "express";
import { validateRequest } from "twilio/lib/webhooks/webhooks";
import { ApiError } from "../../runtime/api/errors.js";
import type { TwilioSettings } from "./settings.js";

/** Twilio's own requests have a few dozen short parameters. */
const MAX_BYTES = 256 * 1024;

/** What a webhook says. */
export type Parameters = Readonly<Record<string, string>>;

/** Reads a webhook's form and lets only those pass that Twilio signed: `parametersOf` has what they say. */
export function webhooks({ authToken, publicUrl }: Pick<TwilioSettings, "authToken" | "publicUrl">): RequestHandler[] {
  const base = publicBase({ publicUrl });
  return [
    express.urlencoded({ extended: false, limit: MAX_BYTES }),
    (request, response, next) => {
      const parameters = readParameters(request.body);
      const signature = request.get("X-Twilio-Signature") ?? "";
      if (!validateRequest(authToken, signature, base + request.originalUrl, parameters)) {
        return next(
          new ApiError(
            403,
            "Twilio's signature is missing or wrong. Compare the auth token and the public URL of the channel with what Twilio calls.",
          ),
        );
      }
      response.locals["parameters"] = parameters;
      next();
    },
  ];
}

/** The public address, without a slash at its end. */
export function publicBase({ publicUrl }: Pick<TwilioSettings, "publicUrl">): string {
  return publicUrl.replace(/\/+$/, "");
}

/** What a webhook says whose signature `webhooks` has checked. */
export function parametersOf({ locals }: { readonly locals: Record<string, unknown> }): Parameters {
  return locals["parameters"] as Parameters;
}

/** Answers Twilio with a document (TwiML). */
export function sendTwiml(response: Response, document: string): void {
  response.type("text/xml").send(document);
}

function readParameters(body: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]));
}
