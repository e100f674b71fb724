import {load} from 'glance-mobilenet/served';

globalThis.answers = async address => {
  const without = await load().catch(error => error.code);
  const model = await load({baseUrl: '/glance/'});
  return {predictions: [...await model.classify(await (await fetch(address)).blob())], without};
};
