() => {
  const wait = (target, name) => new Promise(resolve => target.addEventListener(name, resolve, {once: true}));
  const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const loaded = async image => {
    if (!image.complete) { await wait(image, 'load'); }
    return image;
  };
  const at = (src, change = () => {}) => {
    const image = new Image();
    change(image);
    image.src = src;
    return loaded(image);
  };
  const canvasOf = source => {
    const canvas = document.createElement('canvas');
    canvas.width = source.naturalWidth || source.width;
    canvas.height = source.naturalHeight || source.height;
    canvas.getContext('2d').drawImage(source, 0, 0);
    return canvas;
  };
  const dataOf = canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);

  globalThis.prepare = async base64 => {
    globalThis.jpeg = bytes(base64);
    globalThis.file = new Blob([jpeg], {type: 'image/jpeg'});
    globalThis.url = URL.createObjectURL(file);
    globalThis.dataUrl = 'data:image/jpeg;base64,' + base64;
    globalThis.image = await at(url);
  };
  globalThis.prepareOther = async base64 => {
    globalThis.otherUrl = 'data:image/jpeg;base64,' + base64;
    globalThis.other = await at(otherUrl);
  };

  // Draws another picture on a canvas, as the next frame of an animation would.
  const overdraw = canvas => canvas.getContext('2d').drawImage(other, 0, 0, canvas.width, canvas.height);
  const frame = async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow;
  };
  const inSet = async (srcset, sizes) => {
    const image = new Image();
    if (sizes) { image.sizes = sizes; }
    image.srcset = srcset;
    if (!image.complete || !image.naturalWidth) { await wait(image, 'load'); }
    return image;
  };

  // Name: [what is handed over, what the page does right after the call].
  globalThis.ways = {
    img: async () => [image],
    'img on the page, 20 px wide': async () => {
      const shown = await at(url);
      shown.width = 20;
      document.body.append(shown);
      return [shown];
    },
    'img, display: none': async () => {
      const hidden = await at(url);
      hidden.style.display = 'none';
      document.body.append(hidden);
      return [hidden];
    },
    'img, taken off the page afterwards': async () => {
      const shown = await at(url);
      document.body.append(shown);
      return [shown, () => shown.remove()];
    },
    'img, another src afterwards': async () => {
      const changed = await at(url);
      return [changed, () => { changed.src = otherUrl; }];
    },
    'img, no src afterwards': async () => {
      const changed = await at(url);
      return [changed, () => { changed.removeAttribute('src'); }];
    },
    'img, still loading': async () => {
      const late = new Image();
      late.src = dataUrl + '#late';
      return [late];
    },
    'img, still loading, another src afterwards': async () => {
      const late = new Image();
      late.src = dataUrl + '#changed';
      return [late, () => { late.src = otherUrl; }];
    },
    'img, lazy and out of sight': async () => {
      const lazy = new Image();
      lazy.loading = 'lazy';
      lazy.style.cssText = 'position: absolute; top: 9000px';
      lazy.src = dataUrl + '#lazy';
      document.body.append(lazy);
      return [lazy];
    },
    'img, lazy and display: none': async () => {
      const lazy = new Image();
      lazy.loading = 'lazy';
      lazy.style.display = 'none';
      lazy.src = dataUrl + '#lazier';
      document.body.append(lazy);
      return [lazy];
    },
    'img, data URL': async () => [await at(dataUrl)],
    'img, its blob URL revoked': async () => {
      const own = URL.createObjectURL(file);
      const shown = await at(own);
      URL.revokeObjectURL(own);
      return [shown];
    },
    'img, srcset 2x': async () => [await inSet(url + ' 2x')],
    'img, srcset 0.5x': async () => [await inSet(url + ' 0.5x')],
    'img, srcset 1600w, sizes 400px': async () => [await inSet(url + ' 1600w', '400px')],
    'img, srcset 300w, sizes 900px': async () => [await inSet(url + ' 300w', '900px')],
    'img in a picture, 3x': async () => {
      const picture = document.createElement('picture'), source = document.createElement('source');
      source.srcset = url + ' 3x';
      const inner = new Image();
      picture.append(source, inner);
      document.body.append(picture);
      inner.src = otherUrl;
      await wait(inner, 'load');
      return [inner];
    },
    'picture element': async () => {
      const picture = document.createElement('picture');
      picture.append(await at(url));
      return [picture];
    },
    'img of an iframe': async () => {
      const there = await frame();
      const foreign = there.document.createElement('img');
      foreign.src = dataUrl;
      there.document.body.append(foreign);
      return [await loaded(foreign)];
    },
    'canvas of an iframe': async () => {
      const there = await frame();
      const canvas = there.document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return [canvas];
    },
    'ImageData of an iframe': async () => {
      const there = await frame();
      const data = dataOf(canvasOf(image));
      return [new there.ImageData(new there.Uint8ClampedArray(data.data), data.width, data.height)];
    },
    'Blob of an iframe': async () => {
      const there = await frame();
      return [new there.Blob([jpeg], {type: 'image/jpeg'})];
    },
    'bytes of an iframe': async () => {
      const there = await frame();
      return [new there.Uint8Array(jpeg)];
    },
    canvas: async () => [canvasOf(image)],
    'canvas, drawn again afterwards': async () => {
      const canvas = canvasOf(image);
      return [canvas, () => overdraw(canvas)];
    },
    'canvas, emptied afterwards': async () => {
      const canvas = canvasOf(image);
      return [canvas, () => { canvas.width = 1; }];
    },
    OffscreenCanvas: async () => {
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      canvas.getContext('2d').drawImage(image, 0, 0);
      return [canvas, () => overdraw(canvas)];
    },
    ImageData: async () => [dataOf(canvasOf(image))],
    'ImageData, changed afterwards': async () => {
      const data = dataOf(canvasOf(image));
      return [data, () => data.data.fill(7)];
    },
    ImageBitmap: async () => [await createImageBitmap(image)],
    'ImageBitmap, closed afterwards': async () => {
      const bitmap = await createImageBitmap(image);
      return [bitmap, () => bitmap.close()];
    },
    VideoFrame: async () => {
      const frame = globalThis.VideoFrame && new VideoFrame(canvasOf(image), {timestamp: 0});
      return frame ? [frame, () => frame.close()] : [image];
    },
    video: async () => {
      const canvas = canvasOf(image), video = document.createElement('video');
      video.muted = true;
      video.srcObject = canvas.captureStream(5);
      await video.play();
      await new Promise(resolve => setTimeout(resolve, 300));
      return [video, () => video.pause()];
    },
    'video without a frame yet': async () => {
      const canvas = canvasOf(image), video = document.createElement('video');
      video.muted = true;
      setTimeout(() => {
        video.srcObject = canvas.captureStream(5);
        video.play();
        setTimeout(() => canvas.getContext('2d').drawImage(image, 0, 0), 100);
      }, 200);
      return [video];
    },
    '{data, width, height}, RGBA': async () => {
      const {data, width, height} = dataOf(canvasOf(image));
      const plain = {data: new Uint8Array(data), width, height};
      return [plain, () => plain.data.fill(7)];
    },
    '{data, width, height}, RGB': async () => {
      const {data, width, height} = dataOf(canvasOf(image));
      return [{data: data.filter((value, i) => i % 4 !== 3), width, height}];
    },
    Blob: async () => [file],
    File: async () => [new File([jpeg], 'balloon.jpg', {type: 'image/jpeg'})],
    'File of no type': async () => [new File([jpeg], 'balloon')],
    ArrayBuffer: async () => {
      const buffer = jpeg.slice().buffer;
      return [buffer, () => new Uint8Array(buffer).fill(7)];
    },
    'Uint8Array inside another buffer': async () => {
      const padded = new Uint8Array(jpeg.length + 20);
      padded.set(jpeg, 10);
      return [padded.subarray(10, 10 + jpeg.length), () => padded.fill(7)];
    },
    DataView: async () => [new DataView(jpeg.slice().buffer)],
    Response: async () => [new Response(file)],
    'address, data URL': async () => [dataUrl],
    'address, blob URL': async () => [url],
    'SVG image element': async () => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      const inner = document.createElementNS('http://www.w3.org/2000/svg', 'image');
      svg.append(inner);
      document.body.append(svg);
      inner.setAttribute('href', dataUrl);
      await wait(inner, 'load');
      return [inner];
    },
  };

  const outcome = (way, top, truth) => {
    const off = Math.abs(top[0].probability - truth);
    return {way, name: top[0].className, off, right: top[0].className === 'balloon' && off < 0.05};
  };

  // Each way alone, then all of them at once, then what a generator yields while it draws on one canvas.
  globalThis.allWays = async worker => {
    const model = await mobilenet.load({worker});
    const [truth] = await model.classify(file);
    const outcomes = [];
    const names = Object.keys(ways);
    for (const way of names) {
      try {
        const [value, after = () => {}] = await ways[way]();
        const asked = model.classify(value);
        after();
        outcomes.push(outcome(way, await asked, truth.probability));
      } catch (e) {
        outcomes.push({way, right: false, failed: String(e.message || e)});
      }
    }
    const values = await Promise.all(names.filter(way => !/afterwards|lazy|still|without|Response/.test(way)).map(way => ways[way]()));
    const together = await Promise.all(values.map(([value]) => model.classify(value).catch(e => [{className: e.message}])));
    together.forEach((top, i) => outcomes.push(outcome('together ' + i, top, truth.probability)));

    const canvas = canvasOf(image), pixels = dataOf(canvas);
    const twice = [];
    for (const source of [image, other, image, other]) {
      canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height);
      twice.push(model.classify(canvas));
    }
    const four = (await Promise.all(twice)).map(([first]) => first.className).join();
    outcomes.push({way: 'one canvas drawn four times', four, right: four === 'balloon,coffee mug,balloon,coffee mug'});
    const drawing = function* () {
      for (const source of [image, other, image, other]) {
        canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height);
        yield canvas;
      }
    };
    const many = [];
    for await (const {predictions, error} of model.classifyAll(drawing())) {
      many.push(error ? error.message : predictions[0].className);
    }
    outcomes.push({way: 'one canvas yielded four times', many: many.join(),
      right: many.join() === 'balloon,coffee mug,balloon,coffee mug'});
    const all = [];
    for await (const {predictions, error} of model.classifyAll(values.map(([value]) => value))) {
      all.push(error ? [{className: error.message}] : predictions);
    }
    all.forEach((top, i) => outcomes.push(outcome('of many ' + i, top, truth.probability)));
    model.dispose();
    return outcomes;
  };
}
