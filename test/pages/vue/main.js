import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './app.vue';
import Page from './page.vue';

const router = createRouter({
  history: createWebHistory('/app/vue/'),
  routes: [
    { path: '/', component: Page, meta: { title: 'Home' } },
    { path: '/shoes', component: Page, meta: { title: 'Shoes' } },
  ],
});

router.afterEach((to) => {
  document.title = to.meta.title;
});

createApp(App).use(router).mount('#root');
