/**
 * Folders on any file system, with the operations that the store needs: files that appear complete,
 * lines that persist, and locks whose loss is noticed. Only this package and the packages above it
 * use Hadoop. This package knows nothing of rows.
 */
package org.infomorph.files;
