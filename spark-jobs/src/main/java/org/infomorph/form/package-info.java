/**
 * Files that people write. This package turns YAML into trees, and trees into records and back,
 * guided by the records' descriptions of their fields ({@link org.infomorph.spec.Field}). It writes
 * the same text for the same content. Its messages give the file, the place, the value found and
 * the allowed values. It knows nothing of trials.
 */
package org.infomorph.form;
