import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './app/console-app.tsx';
import './styles/index.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(createElement(ConsoleApp));
