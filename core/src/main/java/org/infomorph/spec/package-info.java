/**
 * How a record describes its fields: one description serves the reader of files, the documentation,
 * and the schema that editors use. This package knows no file format and nothing of the rest of
 * this project.
 */
package org.infomorph.spec;
