package io.descent.spark;

import static io.descent.TestTables.csv;
import static io.descent.TestTables.read;
import static io.descent.TestTables.source;
import static io.descent.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.descent.TestSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {
    @TempDir
    Path dir;

    @Test
    void read_csv_hasHeaderAndTypes() {
        Dataset<Row> table = read(csv(write(dir, "a.csv", "x,y,s", "1,2.5,u", "3,,v")));
        assertThat(table.schema().simpleString()).isEqualTo("struct<x:int,y:double,s:string>");
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void read_userOptions_win() {
        Path file = write(dir, "a.csv", "1;2", "3;4");
        Dataset<Row> table = read(csv(file, "HEADER", "false", "sep", ";", "inferschema", "false"));
        assertThat(table.schema().simpleString()).isEqualTo("struct<_c0:string,_c1:string>");
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void read_schemaOption_replacesInference() {
        Path file = write(dir, "a.csv", "x,y", "1,2");
        assertThat(read(csv(file, "schema", "x DOUBLE, y STRING")).schema().simpleString())
                .isEqualTo("struct<x:double,y:string>");
    }

    @Test
    void read_missingPath_isNoInput() {
        assertNoInput(List.of(dir.resolve("none.csv").toString()), "there is nothing at " + dir.resolve("none.csv"));
    }

    @Test
    void read_globWithoutMatch_isNoInput() {
        assertNoInput(List.of(dir + "/*.csv"), "no path matches " + dir + "/*.csv");
    }

    @Test
    void read_directoryWithoutFiles_isNoInput() throws IOException {
        Files.writeString(dir.resolve("_SUCCESS"), "");
        Files.writeString(dir.resolve(".hidden.csv"), "x\n1\n");
        assertNoInput(List.of(dir.toString()), "there must be a file to read, but there is none at " + dir);
    }

    @Test
    void read_directoryWithFilesOnlyBelow_isNoInput() throws IOException {
        write(Files.createDirectories(dir.resolve("a/b")), "x.csv", "x", "1");
        assertNoInput(List.of(dir.toString()), "there must be a file to read, but there is none at " + dir);
    }

    @Test
    void read_oneOfTwoPathsMissing_isNoInput() {
        Path there = write(dir, "a.csv", "x", "1");
        assertNoInput(List.of(there.toString(), dir + "/b.csv"), "there is nothing at " + dir + "/b.csv");
    }

    @Test
    void read_noPath_isNoInput() {
        assertNoInput(List.of(), "data.path must name at least one path for the format csv");
    }

    private static void assertNoInput(List<String> paths, String message) {
        assertThatExceptionOfType(NoInputException.class)
                .isThrownBy(() -> read(new TableSource(paths, "csv", Map.of())))
                .withMessage(message);
    }

    @Test
    void read_globsAndLists_readsAll() {
        write(dir, "a1.csv", "x,y", "1,2");
        write(dir, "a2.csv", "x,y", "3,4");
        Path other = write(dir, "b.csv", "x,y", "5,6");
        TableSource both = new TableSource(List.of(dir + "/a*.csv", other.toString()), "csv", Map.of());
        assertThat(read(both).selectExpr("sum(x)").head().getLong(0)).isEqualTo(9);
    }

    @Test
    void read_partitionDirectories_becomeColumns() throws IOException {
        write(Files.createDirectories(dir.resolve("year=2020")), "a.csv", "x", "1");
        write(Files.createDirectories(dir.resolve("year=2021")), "a.csv", "x", "2", "3,4");
        TableSource source = csv(dir);
        assertThat(read(source).columns()).containsExactly("x", "year");
        assertThat(faultOf(source))
                .isEqualTo("a line must have 1 column, but line 3 of " + dir + "/year=2021/a.csv has 2: '3,4'");
    }

    @Test
    void read_emptyCsv_isDataException() throws IOException {
        Path file = Files.writeString(dir.resolve("empty.csv"), "");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(csv(file)))
                .withMessage("the data must have columns, but there is none in " + file);
    }

    @Test
    void read_duplicateColumns_areNamed() {
        Path file = write(dir, "a.csv", "a,b,A,b", "1,2,3,4");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(csv(file)))
                .withMessage("columns must have different names, upper and lower case being the same,"
                        + " but the data has 'a' and 'A', 'b' and 'b'");
    }

    @Test
    void read_numberedColumns_areNoDuplicates() {
        Path file = write(dir, "a.csv", "x0,x1,x2", "1,2,3");
        assertThat(read(csv(file)).columns()).containsExactly("x0", "x1", "x2");
    }

    @Test
    void read_jsonWithClashingNames_isDataException() {
        Path file = write(dir, "a.json", "{\"a\": 1, \"A\": 2}");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(source("json", file)))
                .withMessageContaining("columns must have different names");
    }

    @Test
    void read_unnamedColumn_isRead() {
        Path file = write(dir, "a.csv", ",x", "1,2", "3,4");
        Dataset<Row> table = read(csv(file));
        assertThat(table.columns()).containsExactly("_c0", "x");
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void read_unknownFormat_isDataException() {
        Path file = write(dir, "a.csv", "x", "1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(source("xyzzy", file)))
                .withMessage("data.format must be a source that Spark knows, but there is no 'xyzzy'");
    }

    @Test
    void read_csvAsParquet_isDataException() {
        Path file = write(dir, "a.csv", "x", "1");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(source("parquet", file)))
                .withMessage(file + " is not a file of the format parquet");
    }

    @Test
    void read_sourceWithoutFiles_needsNoPath() {
        TableSource rate = new TableSource(List.of(), "jdbc", Map.of("url", "jdbc:none:x", "dbtable", "t"));
        assertThatExceptionOfType(Exception.class).isThrownBy(() -> read(rate)).isNotInstanceOf(NoInputException.class);
    }

    @Test
    void read_libsvm_hasLabelAndVector() {
        Path file = write(dir, "a.libsvm", "1 1:2 3:4", "2 2:5");
        Dataset<Row> table = read(source("libsvm", file));
        assertThat(table.columns()).containsExactly("label", "features");
        assertThat(table.count()).isEqualTo(2);
    }

    @Test
    void read_malformedLibsvm_isDataException() {
        Path file = write(dir, "a.libsvm", "1 1:2 3:4", "2 x:5");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(source("libsvm", file)))
                .withMessageContaining("a line must be 'label index:value index:value …'")
                .withMessageContaining(file.toString());
    }

    @Test
    void count_lineTooShort_namesFileLineAndText() {
        Path file = write(dir, "a b.csv", "x,y,s", "1,2,u", "", "3,4", "5,6,v");
        assertThat(faultOf(csv(file))).isEqualTo("a line must have 3 columns, but line 4 of " + file + " has 2: '3,4'");
    }

    @Test
    void count_lineTooLong_namesFileLineAndText() {
        Path file = write(dir, "a.csv", "x,y", "1,2", "3,4,5");
        assertThat(faultOf(csv(file)))
                .isEqualTo("a line must have 2 columns, but line 3 of " + file + " has 3: '3,4,5'");
    }

    @Test
    void count_lineTooLongInCompressedFile_namesLine() throws IOException {
        Path file = dir.resolve("a.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("x,y\n1,2\n3,4,5\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(faultOf(csv(file))).contains("line 3 of " + file + " has 3: '3,4,5'");
    }

    @Test
    void count_longLine_isCut() {
        Path file = write(dir, "a.csv", "x,y", "1,2", "3,4," + "5".repeat(1000));
        assertThat(faultOf(csv(file))).endsWith("has 3: '3,4," + "5".repeat(196) + "…'");
    }

    @Test
    void count_textAgainstSchema_namesColumnAndValue() {
        Path file = write(dir, "a.csv", "x,y", "1,2", "3,abc");
        assertThat(faultOf(csv(file, "schema", "x DOUBLE, y DOUBLE"), "x", "y"))
                .isEqualTo("column 'y' must be double, but line 3 of " + file + " has 'abc': '3,abc'");
    }

    @Test
    void count_headersInOtherOrder_isDataException() {
        write(dir, "a1.csv", "x,y", "1,2");
        write(dir, "a2.csv", "y,x", "3,4");
        assertThat(faultOf(csv(dir, "schema", "x STRING, y STRING")))
                .isEqualTo("the header of each file must name the same columns in the same order, but that of " + dir
                        + "/a2.csv is y, x, instead of x, y");
    }

    @Test
    void count_malformedRecordFilteredAway_isStillRefused() {
        Path file = write(dir, "a.csv", "x,y", "1,2", "3", "5,6");
        TableSource source = csv(file);
        Dataset<Row> filtered = read(source).where("y > 100").select("x");
        assertThat(fault(source, filtered)).startsWith("a line must have 2 columns");
    }

    @Test
    void count_userMode_isLeftToSpark() {
        Path file = write(dir, "a.csv", "x,y", "1,2", "3", "5,6");
        assertThat(read(csv(file, "mode", "DROPMALFORMED")).collectAsList()).hasSize(2);
        assertThat(read(csv(file, "mode", "PERMISSIVE")).collectAsList()).hasSize(3);
        assertThat(fault(csv(file, "mode", "FAILFAST"), read(csv(file, "mode", "FAILFAST"))))
                .startsWith("a record must fit the schema");
    }

    @Test
    void count_malformedJson_namesFileLineAndText() {
        Path file = write(dir, "a.json", "{\"x\": 1}", "{\"x\":", "{\"x\": 2}");
        assertThat(faultOf(source("json", file)))
                .isEqualTo("a record must be JSON that fits the schema, but line 2 of " + file + " is not: '{\"x\":'");
    }

    @Test
    void read_noJson_isDataException() {
        Path file = write(dir, "a.json", "x,y", "1,2");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(source("json", file)))
                .withMessage("records must be JSON, but there is none in " + file);
    }

    @Test
    void read_noPathAtAll_isNoInput() {
        assertNoInput(
                List.of("a:b:c"),
                "data.path must be a Hadoop path or glob, but is 'a:b:c':"
                        + " java.net.URISyntaxException: Relative path in absolute URI: a:b:c");
    }

    @Test
    void count_damagedFile_isDataException() throws IOException {
        Path file = dir.resolve("a.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("x,y\n1,2\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        TableSource source = csv(file, "schema", "x INT, y INT", "mode", "DROPMALFORMED");
        Dataset<Row> table = read(source);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(fault(source, table)).startsWith(file + " cannot be read as csv: ");
    }

    @Test
    void columns_ofTheNameOfMalformedRecords_areKept() {
        TableSource source = csv(write(dir, "a.csv", "x,_descent_malformed_record", "1,2", "3"));
        assertThat(read(source).columns()).containsExactly("x", "_descent_malformed_record");
        assertThat(faultOf(source)).startsWith("a line must have 2 columns");
    }

    @Test
    void columns_malformedRecordsColumn_isNotAmongThem() {
        Path file = write(dir, "a.json", "{\"x\": 1}", "{\"x\":");
        assertThat(read(source("json", file)).columns()).containsExactly("x");
    }

    @Test
    void fault_divisionByZero_isDataException() {
        TableSource source = csv(write(dir, "a.csv", "x", "0"));
        assertThat(fault(source, read(source).selectExpr("1 div x")))
                .startsWith("an expression cannot be computed for every row: Division by zero");
    }

    @Test
    void fault_other_isEmpty() {
        TableSource source = csv(write(dir, "a.csv", "x", "0"));
        assertThat(TableReader.fault(TestSession.get(), source, new IllegalStateException("x")))
                .isEmpty();
    }

    private static String faultOf(TableSource source, String... columns) {
        Dataset<Row> table = read(source);
        return fault(source, columns.length == 0 ? table : table.selectExpr(columns));
    }

    private static String fault(TableSource source, Dataset<Row> table) {
        try {
            table.collectAsList();
            table.count();
        } catch (Exception e) {
            return TableReader.fault(TestSession.get(), source, e)
                    .map(Throwable::getMessage)
                    .orElseThrow(() -> new AssertionError(e));
        }
        throw new AssertionError("nothing was refused");
    }
}
