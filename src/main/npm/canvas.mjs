// As much of a canvas as it takes to crop and scale a picture, for Node.js.

class Pixels {
  constructor(width, height, pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }
}

export class ImageBitmap extends Pixels {
  get [Symbol.toStringTag]() { return 'ImageBitmap'; }

  close() {
    this.pixels = null;
  }
}

export class ImageData {
  constructor(data, width, height) {
    Object.assign(this, {data, width, height: height ?? data.length / 4 / width});
  }

  get [Symbol.toStringTag]() { return 'ImageData'; }
}

export class OffscreenCanvas {
  #width;
  #height;
  #context;

  constructor(width, height) {
    this.#width = width;
    this.#height = height;
    this.clear();
  }

  get [Symbol.toStringTag]() { return 'OffscreenCanvas'; }

  get width() { return this.#width; }

  set width(width) {
    this.#width = width;
    this.clear();
  }

  get height() { return this.#height; }

  set height(height) {
    this.#height = height;
    this.clear();
  }

  clear() {
    this.pixels = new Uint8ClampedArray(4 * this.#width * this.#height);
  }

  getContext(type) {
    return type === '2d' ? this.#context ??= new Context(this) : null;
  }
}

class Context {
  imageSmoothingEnabled = true;
  imageSmoothingQuality = 'high';
  fillStyle = '#fff';
  #canvas;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  /** The whole canvas in white, which is all that is asked for. */
  fillRect() {
    this.#canvas.pixels.fill(255);
  }

  putImageData(image, x, y) {
    this.drawImage(new Pixels(image.width, image.height, image.data), x, y);
  }

  getImageData(left, top, width, height) {
    const data = new Uint8ClampedArray(4 * width * height);
    for (let y = 0; y < height; y++) {
      const start = 4 * ((top + y) * this.#canvas.width + left);
      data.set(this.#canvas.pixels.subarray(start, start + 4 * width), 4 * y * width);
    }
    return new ImageData(data, width, height);
  }

  /** As a browser's: (source, x, y), (source, x, y, width, height), or with the source's rectangle before that of the target. */
  drawImage(source, ...all) {
    const whole = [0, 0, source.width, source.height];
    const [sx, sy, sw, sh, x, y, w, h] = all.length === 8 ? all : [...whole, ...all, ...whole.slice(all.length)];
    const {width, height, pixels} = this.#canvas;
    const columns = weights(sx, sw, source.width, x, w, width);
    const rows = weights(sy, sh, source.height, y, h, height);
    const line = new Float32Array(4 * width);
    for (let row = 0; row < height; row++) {
      if (!rows[row]) {
        continue;
      }
      line.fill(0);
      rows[row].forEach(([from, share]) => addLine(line, source, from, share, columns));
      for (let column = 0; column < width; column++) {
        const at = 4 * column;
        if (columns[column]) {
          const alpha = line[at + 3];
          const target = 4 * row * width + at;
          const left = pixels[target + 3] * (1 - alpha / 255);
          const sum = alpha + left;
          for (let c = 0; c < 3; c++) {
            pixels[target + c] = sum === 0 ? 0 : (line[at + c] * 255 + pixels[target + c] * left) / sum;
          }
          pixels[target + 3] = sum;
        }
      }
    }
  }
}

/** Adds a share of one line of a picture, scaled, its colours times their opacity of 0..1. */
function addLine(line, source, row, share, columns) {
  columns.forEach((column, at) => {
    for (const [from, part] of column ?? []) {
      const pixel = 4 * (row * source.width + from);
      const opacity = source.pixels[pixel + 3] * share * part;
      line[4 * at] += source.pixels[pixel] * opacity / 255;
      line[4 * at + 1] += source.pixels[pixel + 1] * opacity / 255;
      line[4 * at + 2] += source.pixels[pixel + 2] * opacity / 255;
      line[4 * at + 3] += opacity;
    }
  });
}

/**
 * Of which places of a source each place of a target consists, along one side: where it is made smaller, of all that it covers;
 * else of its two neighbours. Undefined for places that are not painted.
 */
function weights(start, length, sourceLength, targetStart, targetLength, size) {
  const scale = length / targetLength;
  return Array.from({length: size}, (nothing, at) => {
    const middle = at + 0.5 - targetStart;
    if (middle < 0 || middle > targetLength) {
      return undefined;
    }
    const reach = Math.max(scale, 1);
    const centre = start + middle * scale;
    const found = [];
    let sum = 0;
    for (let from = Math.floor(centre - reach / 2 - 0.5); from <= centre + reach / 2 + 0.5; from++) {
      const share = scale > 1 ? Math.min(from + 1, centre + reach / 2) - Math.max(from, centre - reach / 2)
        : 1 - Math.abs(from + 0.5 - centre);
      if (share > 0) {
        found.push([Math.min(Math.max(from, Math.ceil(start - 0.999), 0), sourceLength - 1), share]);
        sum += share;
      }
    }
    return found.map(([from, share]) => [from, share / sum]);
  });
}
