import {createElement, StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {load, version} from 'glance-mobilenet';
import {Answer} from '../examples/react.jsx';

globalThis.version = version;

/** Shows the answer as in development: mounted, unmounted and mounted again. A model of before is there afterwards. */
globalThis.shown = async address => {
  const before = await load();
  const file = await (await fetch(address)).blob();
  const root = createRoot(document.getElementById('root'));
  root.render(createElement(StrictMode, null, createElement(Answer, {file})));
  while (!/\w/.test(document.body.textContent)) {
    await new Promise(done => setTimeout(done, 20));
  }
  const text = document.body.textContent.trim();
  root.unmount();
  const [first] = await before.classify(file);
  return {text, first: first.className};
};
