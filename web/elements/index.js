// All elements of Kartei: importing this file defines them.

export { KarteiContacts } from './list/kartei-contacts.js';
export { KarteiDashboard } from './dashboard/kartei-dashboard.js';
export { KarteiFilterBar } from './filter/kartei-filter-bar.js';
export { KarteiForm } from './form/kartei-form.js';
export { KarteiHistory } from './history/kartei-history.js';
export { KarteiImport } from './import/kartei-import.js';
export { KarteiSettings } from './settings/kartei-settings.js';
export { KarteiSync } from './sync/kartei-sync.js';
export { KarteiTable } from './table/kartei-table.js';
export { KarteiToast } from './dashboard/kartei-toast.js';
export { KarteiTrash } from './trash/kartei-trash.js';
