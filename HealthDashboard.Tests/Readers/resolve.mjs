// The grammar is published for bundlers: its own files name each other without endings, and folders without their index.
export async function resolve(specifier, context, next) {
  for (const ending of ['', '.js', '/index.js']) {
    try {
      return await next(specifier + ending, context);
    } catch (error) {
      if (!specifier.startsWith('.') || ending === '/index.js') throw error;
    }
  }
}
