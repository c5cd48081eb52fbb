// What of KERN UX we use. A class that is not covered here never reaches a visitor.

const shared = {
  components: [
    "kern-accordion", "kern-alert", "kern-badge", "kern-body", "kern-btn", "kern-btn-wrapper", "kern-card",
    "kern-description-list", "kern-description-list-item", "kern-dialog", "kern-divider", "kern-error",
    "kern-fieldset", "kern-form-check", "kern-form-input", "kern-heading-large", "kern-heading-medium",
    "kern-heading-small", "kern-heading-x-large", "kern-hint", "kern-icon", "kern-kopfzeile", "kern-label",
    "kern-link", "kern-list", "kern-loader", "kern-number", "kern-progress", "kern-sr-only", "kern-summary",
    "kern-table", "kern-table-responsive", "kern-task-list", "kern-task-list-group", "kern-title",
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
    "add", "arrow-back", "arrow-forward", "check", "close", "content-copy", "danger", "delete", "download", "draft",
    "edit", "help", "info", "mail", "open-in-new", "search", "success", "warning",
  ],
};

export const postbox = {
  ...shared,
  icons: [...applicant.icons, "account-circle", "autorenew", "checklist", "logout", "visibility", "visibility-off"],
};
