import {createElement, StrictMode, useEffect, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {load} from 'glance-mobilenet';

let mounted = 0;

/** As a component is written: in strict mode it is mounted, unmounted and mounted again. */
function Answer({address}) {
  const [name, setName] = useState('');
  useEffect(() => {
    mounted++;
    let gone = false;
    const loading = load();
    loading.then(async model => {
      const file = await (await fetch(address)).blob();
      if (!gone) {
        const [first] = await model.classify(file);
        setName(`${first.className}, mounted ${mounted} times`);
      }
    }).catch(error => setName(error.message));
    return () => {
      gone = true;
      loading.then(model => model.dispose(), () => {});
    };
  }, [address]);
  return createElement('p', null, name);
}

createRoot(document.getElementById('root')).render(createElement(StrictMode, null, createElement(Answer, {address: '/photo.jpg'})));
