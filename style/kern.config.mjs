// What of KERN UX we use. A class that is not covered here never reaches a visitor.

const shared = {
  components: [
    "kern-accordion", "kern-alert", "kern-body", "kern-btn", "kern-card", "kern-description-list", "kern-description-list-item",
    "kern-dialog", "kern-error", "kern-fieldset", "kern-form-check", "kern-form-input", "kern-heading-large", "kern-heading-medium",
    "kern-heading-small", "kern-heading-x-large", "kern-hint", "kern-icon", "kern-label", "kern-link", "kern-list", "kern-loader",
    "kern-progress", "kern-sr-only", "kern-summary", "kern-title",
  ],
  // Modifiers of those components that nothing here uses.
  unused: [
    "kern-list--horizontal", "kern-card--active", "kern-card__media", "kern-kopfzeile__flagge",
    "kern-icon--x-large", "kern-number--large", "kern-heading-display", "kern-dark", "kern-light",
    "kern-body--large-bold", "kern-layer",
  ],
};

export const applicant = {
  ...shared,
  icons: [
    "small", "default", "large",
    "add", "arrow-back", "arrow-forward", "check", "close", "content-copy", "danger", "delete", "download", "draft", "info", "mail",
    "success", "warning",
  ],
};

// What the public side's pages show before the app begins, and the app's way in, each class by its full name: it comes with the page, the rest with the app.
export const applicantFirstPage = [
  "kern-accordion", "kern-accordion__body", "kern-accordion__header", "kern-alert", "kern-alert--info", "kern-alert--warning", "kern-alert__body",
  "kern-alert__header", "kern-body", "kern-btn", "kern-btn--primary", "kern-heading-medium", "kern-heading-small", "kern-heading-x-large",
  "kern-icon", "kern-icon--arrow-forward", "kern-icon--check", "kern-icon--info", "kern-icon--warning", "kern-label", "kern-link", "kern-list",
  "kern-list--bullet", "kern-loader", "kern-loader--visible", "kern-sr-only", "kern-title", "kern-title--small",
  "vd-actions", "vd-alone", "vd-brand", "vd-brand__logo", "vd-brand__name", "vd-brand__service", "vd-busy", "vd-checklist", "vd-column",
  "vd-container", "vd-facts", "vd-flow", "vd-footer", "vd-footer__links", "vd-footer__note", "vd-header", "vd-header__bar", "vd-header__tools",
  "vd-languages__item", "vd-languages__list", "vd-late", "vd-lead", "vd-main", "vd-page", "vd-skip", "vd-text",
];

export const postbox = {
  components: [...shared.components, "kern-badge", "kern-table", "kern-table-responsive"],
  unused: shared.unused,
  icons: [...applicant.icons, "account-circle", "autorenew", "checklist", "logout", "visibility", "visibility-off"],
};
