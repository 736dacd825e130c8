package io.descent.benchmark;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientGrid;
import io.descent.gradient.NeuronGradient;
import io.descent.gradient.PartialGradient;
import io.descent.gradient.ResidualBound;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One gradient of the neuron over blocks in memory, without Spark. The only place here that knows the kernels. */
final class KernelPass {
    private final List<List<ExampleBlock>> blocks; // (threads, blocks)
    private final Parameters parameters;
    private final long bytes;
    private final GradientGrid grid;
    private final PartialGradient[] sums; // (threads)

    KernelPass(Shape shape, int threads) {
        Shape part = new Shape(shape.rows() / threads, shape.features(), shape.nonZeros());
        this.blocks = IntStream.range(0, threads)
                .parallel()
                .mapToObj(thread -> Blocks.of(part, 1 + thread))
                .toList();
        double[] values = new double[shape.features() + 1];
        Arrays.fill(values, 1e-3);
        this.parameters = new Parameters(Network.neuron(shape.features()), values);
        this.bytes = blocks.stream()
                .flatMap(List::stream)
                .mapToLong(ExampleBlock::bytes)
                .sum();
        List<ExampleBlock> all = blocks.stream().flatMap(List::stream).toList();
        this.grid = new ResidualBound(DataBounds.of(all), Precision.SINGLE)
                .gradientAt(parameters)
                .orElseThrow();
        this.sums = new PartialGradient[threads];
    }

    long bytes() {
        return bytes;
    }

    /** Passes once over everything, and returns GB/s. */
    double gigabytesPerSecond() throws Exception {
        double seconds = Seconds.ofThreads(blocks.size(), thread -> () -> {
            NeuronGradient gradient = new NeuronGradient(parameters);
            PartialGradient sum = new PartialGradient(grid, parameters.network().features());
            for (ExampleBlock block : blocks.get(thread)) {
                gradient.add(block, sum);
            }
            sums[thread] = sum;
            return null;
        });
        return bytes / seconds / 1e9;
    }
}
