using HealthDashboard.Lake;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Lake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HealthDashboard.Tests.Lake;

public sealed class LakeServiceTests
{
    [Fact]
    public async Task What_is_published_is_in_the_lake_soon_and_a_lake_that_is_not_ours_is_told_of()
    {
        using var folder = new TemporaryFolder();
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(new LakeOptions { Path = folder.Path }).AddSingleton(warehouse.Store).AddSingleton(warehouse.History).AddSingleton(TimeProvider.System)
            .AddSingleton(warehouse.Log.For<LakeService>()).AddSingleton<LakeWriter>().AddHostedService<LakeService>();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await WrittenAsync(0);

        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        await WrittenAsync(1);

        ReplayedTable.Foreign(Path.Combine(folder.Path, "gold", "dim_weeks"), 2, System.Text.Json.Nodes.JsonNode.Parse("""{"protocol":{"minReaderVersion":1,"minWriterVersion":7}}""")!);
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.98,"));
        await Patience.UntilAsync(_ => Task.FromResult(warehouse.Log.Text.Contains("was upgraded", StringComparison.Ordinal)));
        await host.StopAsync(TestContext.Current.CancellationToken);

        Task WrittenAsync(long version) => Patience.UntilAsync(_ => Task.FromResult(File.Exists(Path.Combine(folder.Path, "published", "_delta_log", $"{version:D20}.json"))));
    }
}
