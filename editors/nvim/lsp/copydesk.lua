-- Copydesk for Neovim 0.11 and newer: `vim.lsp.enable('copydesk')`.

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'server' },
  filetypes = { 'text', 'markdown', 'html', 'toml' },
  -- Of TOML, the server is only to see the files that it goes by: as they are there, saved or not, and with what is wrong in
  -- them.
  root_dir = function(buffer, on_dir)
    local name = vim.api.nvim_buf_get_name(buffer)
    local list = vim.fs.basename(name) == 'copydesk.toml' or vim.endswith(name, '/.copydesk/stet.toml')
    if vim.bo[buffer].filetype ~= 'toml' or list then
      on_dir(vim.fs.root(buffer, { '.git', 'copydesk.toml' }))
    end
  end,
  -- Neovim 0.12, told to fetch all findings again, passes those of open drafts over. One that cannot be told is sent them.
  capabilities = { workspace = { diagnostics = { refreshSupport = false } } },
  commands = {
    -- The lens over a person's introduction: her quotes, in the location list.
    ['copydesk.showQuotes'] = function(command, context)
      local shown = command.arguments[1]
      local places = vim.tbl_map(function(range)
        return { uri = shown.uri, range = range }
      end, shown.quotes)
      local encoding = vim.lsp.get_client_by_id(context.client_id).offset_encoding
      local items = vim.lsp.util.locations_to_items(places, encoding)
      local buffer = vim.uri_to_bufnr(shown.uri)
      for _, item in ipairs(items) do
        local from, to = { item.lnum - 1, item.col - 1 }, { item.end_lnum - 1, item.end_col - 1 }
        -- The draft may have been cut since.
        local stands, said = pcall(vim.api.nvim_buf_get_text, buffer, from[1], from[2], to[1], to[2], {})
        item.text = stands and table.concat(said, ' ') or item.text
      end
      vim.fn.setloclist(0, {}, ' ', { title = shown.person, items = items })
      vim.cmd.lopen()
    end,
  },
}
