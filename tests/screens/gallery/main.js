import '../../../web/app.css';
import { mount } from 'svelte';
import template from '../../../web/app.html?raw';
import App from './Gallery.svelte';

// The same sprite as the app's.
const sprite = /<svg width="0"[\s\S]*?<\/svg>/.exec(template)?.[0] ?? '';
document.body.insertAdjacentHTML('afterbegin', sprite);
const query = new URLSearchParams(location.search);
if (query.get('theme')) document.documentElement.dataset.theme = query.get('theme');
mount(App, { target: document.body, props: { state: query.get('state') ?? 'chat' } });
document.documentElement.dataset.ready = 'yes';
