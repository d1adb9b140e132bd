package io.vigia.broker;

import java.nio.file.Path;

/** Another process, or another part of this one, works in a folder that only one may work in. */
public class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder) {
        super(folder
                + " is in use by another Vigía process; stop that process, or choose another folder with VIGIA_DATA");
    }
}
