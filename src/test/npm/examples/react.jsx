import {useEffect, useState} from 'react';
import {load} from 'glance-mobilenet';

export function Answer({file}) {
  const [name, setName] = useState('…');
  useEffect(() => {
    let gone = false;
    const loading = load();
    loading.then(model => model.classify(file))
      .then(([first]) => gone || setName(first.className), error => gone || setName(error.message));
    return () => {
      gone = true;
      loading.then(model => model.dispose(), () => {});
    };
  }, [file]);
  return <p>{name}</p>;
}
