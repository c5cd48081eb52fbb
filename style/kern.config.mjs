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

export const postbox = {
  components: [...shared.components, "kern-badge", "kern-table", "kern-table-responsive"],
  unused: shared.unused,
  icons: [...applicant.icons, "account-circle", "autorenew", "checklist", "logout", "visibility", "visibility-off"],
};
