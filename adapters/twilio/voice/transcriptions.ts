import { DeliveryRefused } from "../../../runtime/channels/channel.js";
import type { Event } from "../../../runtime/session/event.js";
import { rethrow } from "../errors.js";
import type { CallsOptions } from "./options.js";

/** Turns what is said into text while a call goes on. */
export class Transcriptions {
  constructor(private readonly options: Pick<CallsOptions, "client" | "urls">) {}

  async start(sid: string, event: Event): Promise<void> {
    const { client, urls } = this.options;
    if (event["reference_type"] !== "call")
      throw new DeliveryRefused(
        "Twilio turns a call into text while it goes on, and no recording of it (docs/voice.md).",
      );
    const transcription = String(event["transcribe"]);
    const { calls } = await client();
    await calls(sid)
      .transcriptions.create({
        name: transcription,
        track: "both_tracks",
        statusCallbackUrl: urls.transcript(String(event["call"]), transcription),
        statusCallbackMethod: "POST",
        ...(typeof event["language"] === "string" && { languageCode: event["language"] }),
      })
      .catch(rethrow);
  }

  async stop(sid: string, event: Event): Promise<void> {
    const { calls } = await this.options.client();
    const transcription = calls(sid).transcriptions(String(event["transcribe"]));
    await transcription.update({ status: "stopped" }).catch(rethrow);
  }
}
