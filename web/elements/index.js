// All elements of Kartei: importing this file defines them.

export { KarteiContacts } from './kartei-contacts.js';
export { KarteiDashboard } from './kartei-dashboard.js';
export { KarteiFilterBar } from './kartei-filter-bar.js';
export { KarteiForm } from './kartei-form.js';
export { KarteiHistory } from './kartei-history.js';
export { KarteiImport } from './kartei-import.js';
export { KarteiSettings } from './kartei-settings.js';
export { KarteiSync } from './kartei-sync.js';
export { KarteiTable } from './kartei-table.js';
export { KarteiToast } from './kartei-toast.js';
export { KarteiTrash } from './kartei-trash.js';
