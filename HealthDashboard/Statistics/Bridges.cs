namespace HealthDashboard.Statistics;

/// <summary>Bridges of a graph, by one walk in depth (Tarjan 1974): an edge without which its ends would be apart.</summary>
internal static class Bridges
{
    /// <summary>The nodes beyond the first bridge that is met; null where there is none.</summary>
    /// <param name="edges">Those at each node. Two may join the same nodes.</param>
    /// <param name="across">The node at the other end of an edge.</param>
    public static HashSet<int>? First(int nodes, ILookup<int, int> edges, Func<int, int, int> across)
    {
        const int NotMet = 0;
        var met = new int[nodes];
        var order = new List<int>();
        HashSet<int>? beyond = null;
        for (var node = 0; node < nodes && beyond is null; node++)
        {
            if (met[node] == NotMet)
                Walk(node, from: null);
        }

        return beyond;

        // Answers how far back one gets from here other than the way one came.
        int Walk(int node, int? from)
        {
            order.Add(node);
            var mine = met[node] = order.Count;
            var back = mine;
            foreach (var edge in edges[node].Where(edge => edge != from))
            {
                var next = across(edge, node);
                if (met[next] != NotMet)
                {
                    back = Math.Min(back, met[next]);
                    continue;
                }

                var reached = Walk(next, edge);
                if (reached > mine)
                    beyond ??= [.. order.Skip(met[next] - 1)];
                back = Math.Min(back, reached);
            }

            return back;
        }
    }
}
