package io.descent.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.v2.FileDataSourceV2;

/** Whether there is anything at a source's paths. */
final class TablePaths {
    private TablePaths() {}

    /** True if the source reads files; then its paths can be looked at before Spark does. */
    static boolean areFiles(SparkSession session, TableSource source) {
        try {
            var state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
            Class<?> provider = DataSource.lookupDataSource(source.format(), state.conf());
            return FileFormat.class.isAssignableFrom(provider) || FileDataSourceV2.class.isAssignableFrom(provider);
        } catch (Exception e) { // an unknown format: the reader says so
            return false;
        }
    }

    /**
     * @throws NoInputException for the first path or glob without files
     */
    static void check(SparkSession session, TableSource source) {
        if (source.paths().isEmpty()) {
            throw new NoInputException("data.path must name at least one path for the format " + source.format());
        }
        var state = ((org.apache.spark.sql.classic.SparkSession) session).sessionState();
        Configuration configuration = state.newHadoopConfWithOptions(scalaMap(source));
        for (String path : source.paths()) {
            check(path, configuration);
        }
    }

    private static scala.collection.immutable.Map<String, String> scalaMap(TableSource source) {
        return scala.collection.immutable.Map.from(scala.jdk.javaapi.CollectionConverters.asScala(source.options()));
    }

    private static void check(String text, Configuration configuration) {
        try {
            Path path = new Path(text);
            FileSystem files = path.getFileSystem(configuration);
            FileStatus[] found = files.globStatus(path);
            if (found == null) {
                throw new NoInputException("there is nothing at " + text);
            }
            if (found.length == 0) {
                throw new NoInputException("no path matches " + text);
            }
            for (FileStatus status : found) {
                if (holdsFile(files, status)) {
                    return;
                }
            }
            throw empty(List.of(text));
        } catch (FileNotFoundException e) {
            throw new NoInputException("there is nothing at " + text);
        } catch (IllegalArgumentException e) {
            throw new NoInputException(
                    "data.path must be a Hadoop path or glob, but is '" + text + "': " + SparkReason.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + text + ": " + e.getMessage(), e);
        }
    }

    private static boolean holdsFile(FileSystem files, FileStatus status) throws IOException {
        if (status.isFile()) {
            return true; // a file that was named is read, whatever its name
        }
        for (FileStatus child : files.listStatus(status.getPath())) {
            if (!isHidden(child.getPath().getName()) && holdsFile(files, child)) {
                return true;
            }
        }
        return false;
    }

    /** As Spark has it: partitions may begin with an underscore. */
    private static boolean isHidden(String name) {
        return name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
    }

    static NoInputException empty(List<String> paths) {
        return new NoInputException("there must be a file to read, but there is none at "
                + paths.stream().collect(Collectors.joining(", ")));
    }

    /** A file as Spark's {@code input_file_name()} gives it, as people write it. */
    static String readable(String file) {
        try {
            URI uri = new URI(file);
            return "file".equals(uri.getScheme()) ? uri.getPath() : new Path(uri).toString();
        } catch (URISyntaxException e) {
            return file;
        }
    }

    /** A file as Spark's {@code input_file_name()} gives it, as a path to be opened. */
    static Path path(String file) {
        try {
            return new Path(new URI(file));
        } catch (URISyntaxException e) {
            return new Path(file);
        }
    }
}
