/**
 * How a record says what its fields mean: one description for the reader of files, the
 * documentation, and the schema that editors use. Knows no file format and nothing of this project.
 */
package org.infomorph.spec;
