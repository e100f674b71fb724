import {load} from 'glance-mobilenet/served';

const model = await load({baseUrl: '/glance/', modelUrl: '/my-model/model.json', inputRange: [0, 1]});
console.log(model.backend);
