// 'kartei/elements' for TypeScript: the classes, which tsc reads from web/elements/index.js, and
// their tags, which no JavaScript can say: document.querySelector('kartei-table') has a book.
import type * as elements from './index.js';

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'kartei-contacts': elements.KarteiContacts;
    'kartei-dashboard': elements.KarteiDashboard;
    'kartei-filter-bar': elements.KarteiFilterBar;
    'kartei-form': elements.KarteiForm;
    'kartei-history': elements.KarteiHistory;
    'kartei-import': elements.KarteiImport;
    'kartei-settings': elements.KarteiSettings;
    'kartei-sync': elements.KarteiSync;
    'kartei-table': elements.KarteiTable;
    'kartei-toast': elements.KarteiToast;
    'kartei-trash': elements.KarteiTrash;
  }
}
