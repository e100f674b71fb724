// Types for code written for @tensorflow-models/mobilenet, which compiles against these too, and of what is more here.

/** What `infer` gives: a tensor of @tensorflow/tfjs-core; `any` where its types are not installed, which nothing else needs. */
// @ts-ignore As said.
export type Tensor = import('@tensorflow/tfjs-core').Tensor;

/** A tensor that is handed over, of whichever version of TensorFlow.js. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly dataId: object;
  dataSync(): unknown;
}

/** What hands over a model of one's own, such as `tf.io.browserFiles` gives. */
export interface IOHandler {
  load?: () => Promise<object>;
}

export declare const version: string;

export type MobileNetVersion = 1 | 2;
export type MobileNetAlpha = 0.25 | 0.50 | 0.75 | 1.0;

/** What computes. */
export type Backend = 'wasm' | 'webgl' | 'webgpu' | 'cpu' | 'litert';

/** The part of a picture that is read, in its pixels, as text: `x,y,side`. */
export type CropSquare = `${number},${number},${number}`;
export type Crop = 'square' | 'center' | 'contain' | 'stretch' | 'plain' | CropSquare;

/** All optional: without any, the model that the package contains. */
export interface LoadOptions {
  /** Where the folder `dist` of this package is served; left out where a bundler or the script's place tells. */
  baseUrl?: string | URL;
  /** Of MobileNet. Where there is no such model, the nearest answers, and the console says so. */
  version?: MobileNetVersion;
  /** Width of the network. */
  alpha?: MobileNetAlpha;
  /** Whether only a model of exactly that version and alpha will do. */
  strict?: boolean;
  /** Id of a model of the package or site. */
  model?: string;
  /** A model of one's own: its address (a `.tflite` file, a zip, a `model.json` or a folder with one), or what hands it over. */
  modelUrl?: string | URL | IOHandler;
  /** The names of its classes, or the address of a file with them, where they are not those that come with it. */
  labels?: readonly string[] | string;
  /** What bytes of 0 and 255 become in it, where its files do not say that. */
  inputRange?: [number, number];
  /** Side in pixels at which the package's model computes. */
  size?: 128 | 160 | 192 | 224 | 256 | 288;
  /** What to compute with first; `gpu` stands for whichever of webgl and webgpu is real, and for no other. */
  backend?: Backend | 'gpu';
  /**
   * How many threads compute one picture on wasm or litert, at least 1, where the page is cross-origin isolated; where nothing is
   * said, as many as are found to be fastest after the first answer.
   */
  threads?: number;
  /** Which part of a picture the model sees; `square`, the largest in the middle, where nothing is said. */
  crop?: Crop;
  /** Whether each picture is looked at several times, at up to four times the time. */
  careful?: boolean;
  /** Whether pictures may be classified in a worker; true where nothing is said. */
  worker?: boolean;
}

/** The options by the name that they have in @tensorflow-models/mobilenet. */
export type ModelConfig = LoadOptions;

/** Where the models of @tensorflow-models/mobilenet come from; nothing here takes it. */
export interface MobileNetInfo {
  url: string;
  inputRange: [number, number];
}

/** Pixels, row by row, 3 or 4 numbers of 0..255 each: RGB or RGBA. */
export interface PlainPixels {
  data: ArrayLike<number>;
  width: number;
  height: number;
}

/** A picture whose pixels are there. */
export type Pixels = ImageData | HTMLImageElement | HTMLCanvasElement | HTMLVideoElement | OffscreenCanvas | ImageBitmap
  | VideoFrame | PlainPixels;

/**
 * A picture: a `string` is its address, an ArrayBuffer or a view of one the bytes of its file. Of a picture element hand over the
 * img in it: by its type it cannot be told from elements that have no picture.
 */
export type Picture = Pixels | SVGImageElement | Blob | Response | ArrayBuffer | ArrayBufferView | string;

export interface ClassAndProbability {
  className: string;
  /** 0..1, the model's own. */
  probability: number;
}

/** What can be said of a picture, calibrated. */
export interface Verdict {
  kind: 'sure' | 'broader' | 'unsure' | 'nothing';
  /** WordNet's id of the name, such as n02084071; empty where there is none. */
  wordNetId: string;
  name: string;
  probability: number;
  /** Of a broader name, the most likely one below it; else empty. */
  perhaps: string;
  /** Of a name, a broader one; else empty. */
  broader: string;
}

/** Where an answer comes from. */
export interface Receipt {
  modelId: string;
  modelSha256: string;
  backend: Backend;
  thread: 'page' | 'worker';
  /** How many threads computed it. */
  threads: number;
  crop: string;
  /** Of the picture, in pixels. */
  width: number;
  height: number;
  /** Whether the end of the picture's file is missing. */
  incomplete: boolean;
  /** How often it was looked at. */
  views: number;
  preprocessMs: number;
  inferenceMs: number;
  /** What was given up before, and why. */
  dropped: string[];
}

/** The most likely classes, the likeliest first, and what can be said of the picture. */
export interface Predictions extends Array<ClassAndProbability> {
  readonly verdict: Verdict;
  /** Not there where a tensor was classified. */
  readonly receipt?: Receipt;
}

/** Why something failed; the code stays, its sentences may change. */
export type ErrorCode =
/* @codes@ */
  /** `load` was called where nothing can compute, such as on a server that renders. */
  | 'environment'
  /** Node.js: the package sharp, which decodes picture files, is not installed. */
  | 'decoder-missing';

/** What promises are rejected with, and what `infer` throws. */
export interface GlanceError extends Error {
  readonly name: 'GlanceError';
  readonly code: ErrorCode;
  /** What happened. */
  readonly what: string;
  /** What to do. */
  readonly remedy: string;
}

/** One of many results: either predictions or why there are none. */
export type ManyResult<P> =
  | {readonly index: number; readonly input: P; readonly predictions: Predictions; readonly error?: undefined}
  | {readonly index: number; readonly input: P; readonly predictions?: undefined; readonly error: GlanceError};

export interface MobileNet {
  /** What computes. */
  readonly backend: Backend;
  /** What was given up before, and why. */
  readonly dropped: string[];
  /** Of the model that answers, such as 2.00. */
  readonly version: string;
  readonly alpha: string;
  /** Has been done already. */
  load(): Promise<void>;
  /** A tensor [n, 1000] of logits, or the embedding; the caller's to dispose of. Takes a batch too: [n, height, width, 3]. */
  infer(img: TensorLike | Pixels, embedding?: boolean): Tensor;
  /** A tensor is [height, width, 3], of 0..255. */
  classify(img: TensorLike | Picture, topk?: number): Promise<Predictions>;
  /** Classifies many pictures, such as a FileList, on as many workers as there are cores; results come in order. */
  classifyAll<P extends Picture>(pictures: (Iterable<P> | AsyncIterable<P>) & object,
    options?: {topk?: number; signal?: AbortSignal}): AsyncIterableIterator<ManyResult<P>>;
  /** Frees the weights; the last one ends the workers. */
  dispose(): void;
}

/** Loads a model. Rejected with a {@link GlanceError}. */
export declare function load(options?: LoadOptions): Promise<MobileNet>;
/** As the first versions of @tensorflow-models/mobilenet took them. */
export declare function load(version: MobileNetVersion, alpha?: MobileNetAlpha): Promise<MobileNet>;

declare const mobilenet: {readonly load: typeof load; readonly version: string};
export default mobilenet;
