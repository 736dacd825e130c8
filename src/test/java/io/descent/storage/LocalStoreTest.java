package io.descent.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends StoreContract {

    @TempDir
    java.nio.file.Path temporary;

    @Override
    Path newFolder() {
        return new Path(temporary.resolve("folder").toUri());
    }

    @Override
    Store store(Path folder) throws IOException {
        return Store.of(folder, new Configuration(false));
    }
}
