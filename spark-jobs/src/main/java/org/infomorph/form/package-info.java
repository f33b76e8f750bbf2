/**
 * Files of people: YAML to trees, trees to records and back by what the records say of their fields
 * ({@link org.infomorph.spec.Field}), the same text for the same content, and messages that name
 * file, place, what was found and what is allowed. Knows nothing of trials.
 */
package org.infomorph.form;
