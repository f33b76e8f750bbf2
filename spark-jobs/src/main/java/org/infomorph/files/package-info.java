/**
 * Folders on whatever file system, with what the store asks of them: files that appear whole, lines
 * that stay, locks that are noticed when they are lost. Hadoop begins here. Knows nothing of rows.
 */
package org.infomorph.files;
