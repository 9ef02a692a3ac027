import { type SelfCheckSaid } from '#contracts';
import { cameraFinding, type Seen } from './camera-finding.js';
import { type Heard, heardEveryMs, listenMs, microphoneFinding } from './microphone-finding.js';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A device, or why there is none. */
export type Device = MediaStream | 'refused' | 'missing';

const open = async (wanted: MediaStreamConstraints): Promise<Device> => {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch (error) {
    const isRefused = error instanceof DOMException && /NotAllowed|Security/.test(error.name);
    return isRefused ? 'refused' : 'missing';
  }
};
const video = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** Asks once for both; where they can't be had together, for each. */
export const openDevices = async (): Promise<{ readonly microphone: Device; readonly camera: Device }> => {
  const both = await open({ audio: true, video });
  if (both === 'refused') return { microphone: both, camera: both };
  if (both === 'missing') return { microphone: await open({ audio: true }), camera: await open({ video }) };
  return { microphone: new MediaStream(both.getAudioTracks()), camera: new MediaStream(both.getVideoTracks()) };
};

export const closeDevice = (device: Device): void => {
  if (typeof device !== 'string') for (const track of device.getTracks()) track.stop();
};

const recorded = (stream: MediaStream): { readonly stop: () => Promise<Blob | undefined> } => {
  if (!('MediaRecorder' in window)) return { stop: async () => undefined };
  try {
    const recorder = new MediaRecorder(stream);
    const pieces: Blob[] = [];
    const stopped = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
    });
    recorder.ondataavailable = ({ data }) => void pieces.push(data);
    recorder.start();
    return {
      stop: async () => {
        recorder.stop();
        await stopped;
        return new Blob(pieces, { type: recorder.mimeType });
      },
    };
  } catch {
    return { stop: async () => undefined };
  }
};

/** Listens for some seconds; what was said can be played afterwards, and goes nowhere else. */
export const listenTo = async (
  stream: MediaStream,
  show: (level: number) => void,
): Promise<{ readonly found: SelfCheckSaid['microphone']; readonly voice: Blob | undefined }> => {
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const recording = recorded(stream);
  const moments: Heard[] = [];
  for (let heard = 0; heard < listenMs / heardEveryMs; heard += 1) {
    await pause(heardEveryMs);
    analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const power = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    moments.push({ peak, power });
    show(peak);
  }
  const voice = await recording.stop();
  await context.close();
  return { found: microphoneFinding(moments), voice };
};

const looks = 20;
const lookEveryMs = 100;
const [smallWidth, smallHeight] = [64, 48];

/** Looks at the picture for two seconds. */
export const lookAt = async (stream: MediaStream, shown: HTMLVideoElement): Promise<SelfCheckSaid['camera']> => {
  shown.srcObject = stream;
  shown.muted = true;
  await shown.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [smallWidth, smallHeight];
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  const pictures: Seen[] = [];
  for (let look = 0; look < looks && drawing !== null; look += 1) {
    await pause(lookEveryMs);
    if (shown.videoWidth === 0) continue;
    drawing.drawImage(shown, 0, 0, smallWidth, smallHeight);
    const { data } = drawing.getImageData(0, 0, smallWidth, smallHeight);
    pictures.push({
      width: shown.videoWidth,
      height: shown.videoHeight,
      brightness: Array.from({ length: smallWidth * smallHeight }, (_one, index) => data[index * 4 + 1] ?? 0),
    });
  }
  return cameraFinding(pictures);
};

/** Plays what was said; whether it can be played at all. */
export const play = async (voice: Blob): Promise<boolean> => {
  const url = URL.createObjectURL(voice);
  const audio = new Audio(url);
  try {
    await audio.play();
    await Promise.race([new Promise((resolve) => audio.addEventListener('ended', resolve)), pause(listenMs + 1_000)]);
    return true;
  } catch {
    return false;
  } finally {
    URL.revokeObjectURL(url);
  }
};
