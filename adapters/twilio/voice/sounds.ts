import express, { type Router } from "express";
import { BEEP } from "./instruction.js";

const RATE = 8000;
const LOUDNESS = 8000;
const HEADER_BYTES = 44;

/** Tones that sound together, and the silence that follows. */
interface Tone {
  readonly hertz: readonly number[];
  readonly milliseconds: number;
  readonly silenceMs?: number;
}

/** The sounds that Twilio fetches from us: WAV, mono, 16 bits. Ringing is that of North America (ITU-T E.180). */
const SOUNDS: ReadonlyMap<string, Buffer> = new Map([
  [BEEP, wavOf({ hertz: [1000], milliseconds: 500 })],
  ["silence", wavOf({ hertz: [], milliseconds: 0, silenceMs: 5000 })],
  ["ringback", wavOf({ hertz: [440, 480], milliseconds: 2000, silenceMs: 4000 })],
]);

/** Serves the sounds, below `/calls/sounds`. */
export function soundRoutes(): Router {
  const router = express.Router();
  router.get("/:name.wav", (request, response, next) => {
    const sound = SOUNDS.get(request.params["name"] ?? "");
    if (sound) response.type("audio/wav").set("Cache-Control", "public, max-age=86400").send(sound);
    else next();
  });
  return router;
}

function wavOf({ hertz, milliseconds, silenceMs = 0 }: Tone): Buffer {
  const samples = (RATE * (milliseconds + silenceMs)) / 1000;
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < (RATE * milliseconds) / 1000; index++) {
    const waves = hertz.map((each) => Math.sin((2 * Math.PI * each * index) / RATE));
    const value = (waves.reduce((sum, wave) => sum + wave, 0) / waves.length) * LOUDNESS;
    wav.writeInt16LE(Math.round(value), HEADER_BYTES + index * 2);
  }
  return wav;
}
