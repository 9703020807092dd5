-- What `try` starts Neovim with, in place of the user's own configuration.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local cmd = { vim.env.COPYDESK, 'server' }

vim.opt.runtimepath:prepend(here)
vim.opt.swapfile = false
vim.opt.linebreak = true
vim.diagnostic.config({ virtual_text = true })
vim.cmd('filetype on | syntax on')

if vim.lsp.enable then
  vim.lsp.config('copydesk', { cmd = cmd })
  vim.lsp.enable('copydesk')
else
  -- Neovim 0.10 knows neither `lsp/copydesk.lua` nor the keys for code actions, renaming, references and the outline.
  local config = dofile(here .. '/lsp/copydesk.lua')
  vim.api.nvim_create_autocmd('FileType', {
    pattern = config.filetypes,
    callback = function(args)
      config.root_dir(args.buf, function(root_dir)
        vim.lsp.start({ name = 'copydesk', cmd = cmd, root_dir = root_dir, commands = config.commands })
      end)
    end,
  })
  vim.keymap.set('n', 'gra', vim.lsp.buf.code_action)
  vim.keymap.set('n', 'grn', vim.lsp.buf.rename)
  vim.keymap.set('n', 'grr', vim.lsp.buf.references)
  vim.keymap.set('n', 'gO', vim.lsp.buf.document_symbol)
end

-- Who is meant by "she said", and how much each person is quoted.
vim.lsp.inlay_hint.enable()
if vim.lsp.codelens.enable then
  vim.lsp.codelens.enable()
else
  vim.api.nvim_create_autocmd({ 'LspAttach', 'InsertLeave', 'TextChanged' }, {
    callback = function(args)
      vim.lsp.codelens.refresh({ bufnr = args.buf })
    end,
  })
end
vim.keymap.set('n', 'grx', vim.lsp.codelens.run)

vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    vim.notify('Copydesk:  ]d next finding   gra fix it   K on a name or a quote: who speaks   grx all she says   :q! leave')
  end,
})
