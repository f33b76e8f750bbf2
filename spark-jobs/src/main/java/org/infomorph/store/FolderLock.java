package org.infomorph.store;

import java.io.Closeable;

/** A lock on a folder, held until it is closed or found to be lost. */
public interface FolderLock extends WritePermit, Closeable {}
