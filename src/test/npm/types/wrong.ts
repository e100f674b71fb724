// Nothing of this compiles.
import {load, type ErrorCode, type MobileNet} from 'glance-mobilenet';

declare const model: MobileNet;

// @ts-expect-error There is no such version of MobileNet.
load({version: 3});
// @ts-expect-error Nor is there such a width.
load({version: 2, alpha: 0.3});
// @ts-expect-error An option is written otherwise.
load({baseURL: '/glance/'});
// @ts-expect-error A backend that there is not.
load({backend: 'node'});
// @ts-expect-error A crop is no list.
load({crop: [0, 0, 100]});
// @ts-expect-error A size that the model is not computed at.
load({size: 225});
// @ts-expect-error A div has no pixels.
model.classify(document.createElement('div'));
// @ts-expect-error A picture is not a list of them.
model.classify([new Blob()]);
// @ts-expect-error infer answers at once, and a file has to be waited for.
model.infer(new Blob());
// @ts-expect-error topk is a number.
model.classify(new Blob(), '5');
// @ts-expect-error One picture is none that can be iterated.
model.classifyAll(new Blob());
// @ts-expect-error Nor is an address a list of them.
model.classifyAll('photo.jpg');
// @ts-expect-error A list of tensors is for infer.
model.classifyAll([{shape: [2, 2, 3], dtype: 'int32', dataId: {}, dataSync: () => []}]);
// @ts-expect-error Misspelt options.
model.classifyAll([new Blob()], {topK: 3});
// @ts-expect-error There is no such code.
export const code: ErrorCode = 'picture-ugly';
// @ts-expect-error Predictions are waited for.
model.classify(new Blob())[0].className;
// @ts-expect-error What answers is read only.
model.backend = 'cpu';
